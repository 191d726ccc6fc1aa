export * from "./acts.ts";
export * from "./addresses.ts";
export * from "./calls.ts";
export * from "./download.ts";
export { commonHeaders, configureClient, readCookie, type ClientOptions } from "./http.ts";
export * from "./problem.ts";
export * from "./session.ts";
export * from "./stream.ts";
export type * from "./types.ts";
