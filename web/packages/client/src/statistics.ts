import { answer, http } from "./http.ts";
import type { Figures, FigureQuery } from "./types.ts";

/** What cases come to: those opened, and the penalties decided with their fines, beside the stretch before. */
export function readCaseFigures(query: FigureQuery, signal?: AbortSignal): Promise<Figures> {
  return answer(http.GET("/api/v1/statistics/cases", { params: { query }, signal }));
}

/** What reports come to over a stretch of days, by street and by what they are about, beside the stretch before. */
export function readReportFigures(query: FigureQuery, signal?: AbortSignal): Promise<Figures> {
  return answer(http.GET("/api/v1/statistics/reports", { params: { query }, signal }));
}
