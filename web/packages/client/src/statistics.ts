import { answer, http } from "./http.ts";
import type { Figures, FigureQuery } from "./types.ts";

/** What reports come to over a stretch of days, by street and by what they are about, beside the stretch before. */
export function readReportFigures(query: FigureQuery, signal?: AbortSignal): Promise<Figures> {
  return answer(http.GET("/api/v1/statistics/reports", { params: { query }, signal }));
}
