import { readFileSync } from 'node:fs';
import { issuesOf } from '../domain/base/issues.ts';
import { demoKeyMistakes, isForeignDemoSecret } from '../domain/event/demo-event.ts';
import type { EventFile } from '../domain/event/event-file.ts';
import { wholeEventFileSchema } from '../domain/event/whole-event-file.ts';

/** An event as the secretariat distributes it. */
export interface EventWithSecret {
  file: EventFile;
  /** 32 bytes. */
  secret: Uint8Array;
}

/**
 * Reads an event's file and its secret (64 hex digits). Returns the event, or one line of errors.
 */
export function readEventFiles(file: string, secretFile: string): EventWithSecret | string {
  const event = readEventFile(file);
  if (typeof event === 'string') return event;
  let secretText: string;
  try {
    secretText = readFileSync(secretFile, 'utf8').trim();
  } catch (error) {
    return `${secretFile}: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!/^[0-9a-f]{64}$/i.test(secretText)) return `${secretFile}: 64 hexadecimal digits expected`;
  if (isForeignDemoSecret(event, secretText)) return `${secretFile}: ${demoKeyMistakes.secret.en}`;
  return { file: event, secret: Buffer.from(secretText, 'hex') };
}

/** Reads an event's file alone. Returns the event, or one line of errors. */
export function readEventFile(file: string): EventFile | string {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return `${file}: ${error instanceof Error ? error.message : String(error)}`;
  }
  const parsed = wholeEventFileSchema.safeParse(json);
  return parsed.success ? parsed.data : `${file}: ${issuesOf(parsed.error)}`;
}
