import { POSITIONS_URL } from "./addresses.ts";
import { answer, http } from "./http.ts";
import type {
  Coverage,
  DutyDetail,
  DutyItem,
  DutyQuery,
  MyPatrol,
  NearOfficer,
  OnDuty,
  PageOf,
  PatrolRouteDetail,
  PatrolRouteItem,
  PatrolRouteQuery,
  RosterDetail,
  RosterItem,
  RosterQuery,
  Track,
  Watching,
} from "./types.ts";

/** Who is and was on duty. */
export function listDuties(query: DutyQuery, signal?: AbortSignal): Promise<PageOf<DutyItem>> {
  return answer(http.GET("/api/v1/duties", { params: { query }, signal }));
}

export function readDuty(id: string): Promise<DutyDetail> {
  return answer(http.GET("/api/v1/duties/{key}", { params: { path: { key: id } } }));
}

/** The track of a duty: one's own, or another's after `track.look`. */
export async function readTrack(id: string): Promise<Track> {
  const found: unknown = await answer(http.GET("/api/v1/duties/{key}/track", { params: { path: { key: id } } }));
  return found as Track;
}

export function listRosters(query: RosterQuery, signal?: AbortSignal): Promise<PageOf<RosterItem>> {
  return answer(http.GET("/api/v1/rosters", { params: { query }, signal }));
}

export function readRoster(id: string): Promise<RosterDetail> {
  return answer(http.GET("/api/v1/rosters/{key}", { params: { path: { key: id } } }));
}

export function listPatrolRoutes(query: PatrolRouteQuery, signal?: AbortSignal): Promise<PageOf<PatrolRouteItem>> {
  return answer(http.GET("/api/v1/patrol-routes", { params: { query }, signal }));
}

export function readPatrolRoute(id: string): Promise<PatrolRouteDetail> {
  return answer(http.GET("/api/v1/patrol-routes/{key}", { params: { path: { key: id } } }));
}

/** The viewer's own patrol: his consent, his duty, his roster. */
export function readMyPatrol(): Promise<MyPatrol> {
  return answer(http.GET("/api/v1/patrol/mine"));
}

/** Where those on duty are, as far as the viewer opened it to himself. */
export async function readPositions(): Promise<{ features: OnDuty[]; watching: Watching[] }> {
  const found: unknown = await answer(http.GET("/api/v1/positions"));
  return found as { features: OnDuty[]; watching: Watching[] };
}

export async function listNearest(lon: number, lat: number, signal?: AbortSignal): Promise<NearOfficer[]> {
  const { items } = await answer(http.GET("/api/v1/positions/nearest", { params: { query: { lon, lat } }, signal }));
  return items;
}

/** Which grids of an area were passed, from a day to a day. */
export function readCoverage(street: string, from: string, to: string): Promise<Coverage> {
  return answer(http.GET("/api/v1/patrol/coverage", { params: { query: { street, from, to } } }));
}

export interface PositionHandlers {
  /** At first everybody, then who moved, and who is gone from the map. */
  moved: (features: OnDuty[], gone: string[]) => void;
  /** Nothing is open to the viewer any more. */
  closed: () => void;
}

/** Listens to where those on duty are until the returned function is called. */
export function watchPositions(handlers: PositionHandlers): () => void {
  const source = new EventSource(POSITIONS_URL, { withCredentials: true });
  source.addEventListener("positions", (event) => {
    const { features, gone } = JSON.parse(event.data as string) as { features: OnDuty[]; gone: string[] };
    handlers.moved(features, gone);
  });
  source.addEventListener("closed", () => {
    source.close();
    handlers.closed();
  });
  return () => source.close();
}
