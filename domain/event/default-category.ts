import type { EventFile } from './event-file.ts';

/** Id of the category that most people have: the event's delegates, else the first of its list. */
export function defaultCategory(event: Pick<EventFile, 'categories'>): string {
  const { categories } = event;
  return (categories.find(({ id }) => id === 'delegate') ?? categories[0])?.id ?? '';
}
