export { default as PossibleActs } from "./components/acts/PossibleActs.vue";
export { default as StaleNotice } from "./components/acts/StaleNotice.vue";
export { default as TrailTimeline } from "./components/acts/TrailTimeline.vue";
export { default as UnconfirmedMark } from "./components/basic/UnconfirmedMark.vue";
