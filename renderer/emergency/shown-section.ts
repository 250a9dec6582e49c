import { useSyncExternalStore } from 'react';

export const sections = ['evacuation', 'pack', 'paper'] as const;
export type Section = (typeof sections)[number];

let shown: Section = 'evacuation';
const listeners = new Set<() => void>();

/** Selects a section of the emergency page, even while another screen is shown. */
export function showSection(section: Section): void {
  shown = section;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useShownSection(): Section {
  return useSyncExternalStore(subscribe, () => shown);
}
