import { answer, http } from "./http.ts";
import type { DeliveryItem, DeliveryQuery, PageOf, ReceivedItem, ReceivedQuery, SubscriptionDetail, SubscriptionItem, SubscriptionQuery } from "./types.ts";

/** Subscriptions of other systems to what happens here. */
export function listSubscriptions(query: SubscriptionQuery, signal?: AbortSignal): Promise<PageOf<SubscriptionItem>> {
  return answer(http.GET("/api/v1/webhooks", { params: { query }, signal }));
}

export function readSubscription(id: string): Promise<SubscriptionDetail> {
  return answer(http.GET("/api/v1/webhooks/{key}", { params: { path: { key: id } } }));
}

/** What became of each act on its way to a subscription. */
export function listDeliveries(query: DeliveryQuery, signal?: AbortSignal): Promise<PageOf<DeliveryItem>> {
  return answer(http.GET("/api/v1/webhook-deliveries", { params: { query }, signal }));
}

/** What platforms sent in the exchange of work orders, and what became of it. */
export function listReceived(query: ReceivedQuery, signal?: AbortSignal): Promise<PageOf<ReceivedItem>> {
  return answer(http.GET("/api/v1/exchange-log", { params: { query }, signal }));
}
