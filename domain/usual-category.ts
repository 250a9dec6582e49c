import type { EventFile } from './event-file.ts';

/** Id of the category that most people of an event belong to: its delegates, else the first of its list. */
export function usualCategory(event: Pick<EventFile, 'categories'>): string {
  const { categories } = event;
  return (categories.find(({ id }) => id === 'delegate') ?? categories[0])?.id ?? '';
}
