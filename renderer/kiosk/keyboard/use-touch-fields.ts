import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Text fields and the on-screen keyboard, which writes into the active one. */
export interface TouchFields<F extends string> {
  values: Readonly<Record<F, string>>;
  active: F;
  /** Props for the `<input>` of a field. */
  bind: (field: F) => {
    ref: (element: HTMLInputElement | null) => void;
    value: string;
    onFocus: () => void;
    onChange: (event: { target: { value: string } }) => void;
  };
  type: (text: string) => void;
  erase: () => void;
  focus: (field: F) => void;
}

export function useTouchFields<F extends string>(
  initial: Readonly<Record<F, string>>,
  first: F,
): TouchFields<F> {
  const [values, setValues] = useState(initial);
  const [active, setActive] = useState<F>(first);
  const elements = useRef(new Map<F, HTMLInputElement>());
  const caret = useCaret(elements, active);
  const change = (
    edit: (text: string, from: number, to: number) => { text: string; at: number },
  ): void => {
    const element = elements.current.get(active);
    setValues((now) => {
      const text = now[active];
      const from = element?.selectionStart ?? text.length;
      const { text: next, at } = edit(text, from, element?.selectionEnd ?? from);
      caret.current = at;
      return { ...now, [active]: next };
    });
  };
  useLayoutEffect(() => elements.current.get(first)?.focus(), [first]);
  return {
    values,
    active,
    bind: (field) => ({
      ref: (element) => {
        if (element === null) elements.current.delete(field);
        else elements.current.set(field, element);
      },
      value: values[field],
      onFocus: () => setActive(field),
      onChange: ({ target }) => setValues((now) => ({ ...now, [field]: target.value })),
    }),
    type: (key) =>
      change((text, from, to) => ({
        text: text.slice(0, from) + key + text.slice(to),
        at: from + key.length,
      })),
    erase: () =>
      change((text, from, to) => {
        const start = from === to ? Math.max(0, from - 1) : from;
        return { text: text.slice(0, start) + text.slice(to), at: start };
      }),
    focus: (field) => elements.current.get(field)?.focus(),
  };
}

/** Puts the caret where the last key left it, once the field shows its new text. */
function useCaret<F extends string>(
  elements: RefObject<Map<F, HTMLInputElement>>,
  active: F,
): RefObject<number | null> {
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    const element = elements.current.get(active);
    element?.focus();
    element?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  return caret;
}
