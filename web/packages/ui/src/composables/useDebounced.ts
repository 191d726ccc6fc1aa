import { onScopeDispose, ref, watch, type Ref } from "vue";

/** The value, but only after it has rested for `milliseconds`. */
export function useDebounced<T>(source: () => T, milliseconds: number): Ref<T> {
  const rested = ref(source()) as Ref<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(source, (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => (rested.value = value), milliseconds);
  });
  onScopeDispose(() => clearTimeout(timer));
  return rested;
}
