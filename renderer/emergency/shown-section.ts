import { useSyncExternalStore } from 'react';

export const sections = ['evacuation', 'pack', 'paper'] as const;
/** A part of the emergency page. */
export type Section = (typeof sections)[number];

let shown: Section = 'evacuation';
const listeners = new Set<() => void>();

/** Turns the emergency page to a part of it, even while another screen is shown. */
export function showSection(section: Section): void {
  shown = section;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The part that the emergency page shows. */
export function useShownSection(): Section {
  return useSyncExternalStore(subscribe, () => shown);
}
