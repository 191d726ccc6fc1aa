/** Labels that belong to no act: data in two languages. */
export const POSITION = { zh: "位置", en: "Position" };
