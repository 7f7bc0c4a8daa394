// The figures of coach/limits.py, where each has its reason.

export const FRESH_S = 2;
export const BELIEVED_TICK_S = 90;
export const BELIEVED_BPM = 250;
export const BELIEVED_BELT_MPS = 12;
export const BELT_STEP_MPS = 0.01 / 3.6;
export const REMIND_EVERY_S = 15;
export const HEART_WARNINGS_TO_REST = 3;
export const SLOW_AFTER_S = 30;
export const SETTLE_S = 5;
export const STUMBLES_TO_HOLD = 2;
export const PAIN_RISE_NRS = 2;
export const PAIN_HIGH_NRS = 5;
export const GET_HELP = ["fall", "chest_pain", "dizziness", "breathlessness", "new_numbness_or_weakness"];
