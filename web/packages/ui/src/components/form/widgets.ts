import type { Widget } from "@xuncheng/client";
import type { Component } from "vue";

import BoolWidget from "./BoolWidget.vue";
import ChoicesWidget from "./ChoicesWidget.vue";
import ChoiceWidget from "./ChoiceWidget.vue";
import DateWidget from "./DateWidget.vue";
import FaultsWidget from "./FaultsWidget.vue";
import FileUpload from "./FileUpload.vue";
import LongTextWidget from "./LongTextWidget.vue";
import MoneyWidget from "./MoneyWidget.vue";
import NumberWidget from "./NumberWidget.vue";
import PasswordWidget from "./PasswordWidget.vue";
import PointWidget from "./PointWidget.vue";
import RefWidget from "./RefWidget.vue";
import RowsWidget from "./RowsWidget.vue";
import SecretWidget from "./SecretWidget.vue";
import SignatureWidget from "./SignatureWidget.vue";
import TextWidget from "./TextWidget.vue";
import TimeWidget from "./TimeWidget.vue";

/** The component for each widget that an act's schema may name. */
export const WIDGETS: Record<Widget, Component> = {
  text: TextWidget,
  longtext: LongTextWidget,
  secret: SecretWidget,
  password: PasswordWidget,
  money: MoneyWidget,
  number: NumberWidget,
  date: DateWidget,
  datetime: DateWidget,
  time: TimeWidget,
  choice: ChoiceWidget,
  choices: ChoicesWidget,
  bool: BoolWidget,
  ref: RefWidget,
  refs: RefWidget,
  files: FileUpload,
  signature: SignatureWidget,
  point: PointWidget,
  exchanges: RowsWidget,
  instalments: RowsWidget,
  items: RowsWidget,
  speeches: RowsWidget,
  views: RowsWidget,
  areas: RowsWidget,
  rooms: RowsWidget,
  faults: FaultsWidget,
};
