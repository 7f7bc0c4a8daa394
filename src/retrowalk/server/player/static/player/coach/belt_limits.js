// The figures of the belt's rules, those of coach/limits.py, where each has its reason.

export const BELT_CHANGE_MPS = 0.2 / 3.6;
export const BELT_WARNED_S = 3;
export const BELT_BETWEEN_S = 5;
export const BELT_HEARD_S = 2;
export const BELT_SILENT_S = 5;
export const BELT_UNDER_WAY_S = 5;
export const BELT_NOT_FASTER_S = 15;
export const BELT_BY_HAND_MPS = 0.15 / 3.6;
export const BELT_OTHERS_MPS = 0.05 / 3.6;
export const BELT_STOP_SAID_S = 5;
export const BELT_STOP_AGAIN_S = 1;
export const BELT_STANDS_READINGS = 2;
export const BELT_NOT_STOPPED_S = 3;
export const BELT_TOLD_EVERY_S = 5;
export const BELT_TOLD_BLIND = 6;
