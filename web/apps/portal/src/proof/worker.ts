import type { Challenge } from "../api.ts";
import { solve } from "./solve.ts";

addEventListener("message", (event: MessageEvent<Challenge>) => {
  postMessage(solve(event.data));
});
