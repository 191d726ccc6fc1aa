import { answer, http } from "./http.ts";
import type {
  GoodsDetail,
  GoodsItem,
  GoodsQuery,
  PageOf,
  StocktakeDetail,
  StocktakeItem,
  WarehouseDetail,
  WarehouseItem,
} from "./types.ts";

export function listGoods(query: GoodsQuery, signal?: AbortSignal): Promise<PageOf<GoodsItem>> {
  return answer(http.GET("/api/v1/goods", { params: { query }, signal }));
}

export function readGoods(id: string): Promise<GoodsDetail> {
  return answer(http.GET("/api/v1/goods/{key}", { params: { path: { key: id } } }));
}

export async function listWarehouses(q = ""): Promise<WarehouseItem[]> {
  return (await answer(http.GET("/api/v1/warehouses", { params: { query: { q } } }))).items;
}

export function readWarehouse(id: string): Promise<WarehouseDetail> {
  return answer(http.GET("/api/v1/warehouses/{key}", { params: { path: { key: id } } }));
}

/** Places of all warehouses, or of one, by a part of the code. */
export async function listStoragePlaces(q: string, warehouse?: string) {
  return (await answer(http.GET("/api/v1/places/storage", { params: { query: { q, warehouse } } }))).items;
}

export function listStocktakes(
  query: { warehouse?: string; cursor?: string; limit?: number; exact?: boolean },
  signal?: AbortSignal,
): Promise<PageOf<StocktakeItem>> {
  return answer(http.GET("/api/v1/stocktakes", { params: { query }, signal }));
}

export function readStocktake(id: string): Promise<StocktakeDetail> {
  return answer(http.GET("/api/v1/stocktakes/{key}", { params: { path: { key: id } } }));
}
