// The words for where and how a session is walked.

/** @type {Record<string, string>} */
export const PLACES = {
  treadmill: "On a treadmill.",
  hallway: "In a hallway.",
  gym_floor: "On a gym floor.",
  track: "On a track.",
  outdoors_with_partner: "Outdoors, with a partner.",
};

/** @type {Record<string, string>} */
export const SUPPORTS = {
  none: "",
  rail_or_wall: "Keep a light hand on the rail or the wall.",
  second_person: "Someone walks with you and watches the way.",
};
