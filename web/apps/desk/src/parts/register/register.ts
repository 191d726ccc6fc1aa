import type { BankItem, CodedRef, Exported, ExportedList, Lawyers, PageOf, Seen } from "@xuncheng/client";
import type { Column, Filter, Tab } from "@xuncheng/ui/list";
import type { Component } from "vue";
import type { RouteLocationRaw } from "vue-router";

import type { Beginning } from "../beginning.ts";
import type { Say, Shown } from "../shown.ts";

/** What filters and tabs choose among, besides the words. */
export interface Given extends Say {
  streets: readonly CodedRef[];
  /** Who reads: as a user, and as an officer. */
  me: { user: string | undefined; officer: string | undefined };
  lawyers: () => Lawyers | null;
  banks: () => readonly BankItem[];
}

export interface RegisterColumn<Row> extends Column {
  /** Message key; the screen shows its words. */
  label: string;
  /** True for the column whose words link to what the row is about. */
  opens?: boolean;
  show(row: Row, say: Say): Shown;
}

export type FilterOf = (given: Given) => readonly Filter[];
export type TabOf = (given: Given) => readonly Tab[];

interface Asked extends Record<string, unknown> {
  cursor?: string;
  limit?: number;
  exact?: boolean;
}

/** A list of one kind of object as a table: where its rows come from, what they show, how they are narrowed. */
export interface Register<Row extends { id: string }> {
  name: string;
  /** Message keys of the title and of a remark beside it. */
  title: string;
  note?: string;
  /** The act that begins a new one. */
  begins?: Beginning;
  /** What stands beside the title. */
  beside?: Component;
  list(query: Asked, signal?: AbortSignal): Promise<PageOf<Row>>;
  opens(row: Row): RouteLocationRaw;
  /** The list as the server exports it, or what of it for a query; without one there is no export. */
  exported?: ExportedList | ((query: Record<string, string>) => Exported);
  columns: readonly RegisterColumn<Row>[];
  filters: readonly FilterOf[];
  tabs: readonly TabOf[];
  /** Message keys: what an empty list says, and why it may be empty. */
  empty: readonly [string, string];
  /** Rows of this kind can be chosen for acts on several at once. */
  bulk?: { kind: "case" | "report"; number(row: Row): string; seen(row: Row): Seen };
}
