export { default as DataList } from "./components/list/DataList.vue";
export type { Column, FetchPage, Filter, FilterChoice, Tab } from "./components/list/listTypes.ts";
