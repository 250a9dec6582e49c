import type { DayStatus } from '../../../domain/day-close/status.ts';
import type { Answering } from './matters.ts';

/** A note on one finding of the day. Title and lead are those of the row that opened it. */
export interface NoteDialogRequest {
  kind: 'note-finding';
  day: string;
  title: string;
  lead: string;
  details: readonly string[];
  answering: Exclude<Answering, { by: 'jobs' }>;
}

/** The dialogs of the day's close. */
export type DayCloseDialogRequest = NoteDialogRequest | { kind: 'close-day'; status: DayStatus };
