import type { Widget } from "@xuncheng/client";
import type { Component } from "vue";

import BoolWidget from "./BoolWidget.vue";
import ChoiceWidget from "./ChoiceWidget.vue";
import DateWidget from "./DateWidget.vue";
import FileUpload from "./FileUpload.vue";
import LongTextWidget from "./LongTextWidget.vue";
import MoneyWidget from "./MoneyWidget.vue";
import NumberWidget from "./NumberWidget.vue";
import PointWidget from "./PointWidget.vue";
import RefWidget from "./RefWidget.vue";
import TextWidget from "./TextWidget.vue";

/** The component for each widget that an act's schema may name. */
export const WIDGETS: Record<Widget, Component> = {
  text: TextWidget,
  longtext: LongTextWidget,
  money: MoneyWidget,
  number: NumberWidget,
  date: DateWidget,
  datetime: DateWidget,
  choice: ChoiceWidget,
  bool: BoolWidget,
  ref: RefWidget,
  refs: RefWidget,
  files: FileUpload,
  point: PointWidget,
};
