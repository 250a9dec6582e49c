// A desk's store of a million delegates, filled by a process of its own: run as a program, with the folder as
// argument, it fills it; imported, it starts that program.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { makeDeskContext } from '../../../test/support/desk-context.ts';
import { sampleRows } from '../../../test/support/roster-sample.ts';
import { fillStore } from './large-store.ts';

/** Where the filled store lies, and ticket codes of delegates in it. */
export interface Million {
  folder: string;
  codes: string[];
  remove(): void;
}

const count = 1_000_000;
/** Ticket codes that are given along, for check-ins. */
export const codesToTry = 450;
const script = fileURLToPath(import.meta.url);
let underWay: Promise<Million> | null = null;

/**
 * Begins to fill the store unless that is under way. It takes one core for two
 * minutes, so that nothing may be timed meanwhile. Rejects with what the program printed if it fails.
 */
export function fillMillion(): Promise<Million> {
  underWay ??= filled();
  return underWay;
}

async function filled(): Promise<Million> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-million-'));
  const remove = (): void => {
    // Whoever asks next gets another.
    underWay = null;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await promisify(execFile)(process.execPath, [script, folder]);
    const codes: unknown = JSON.parse(readFileSync(join(folder, 'codes.json'), 'utf8'));
    return { folder, codes: z.array(z.string()).parse(codes), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function fillHere(folder: string): void {
  const desk = makeDeskContext({ folder });
  const rows = sampleRows(count)[Symbol.iterator]();
  const codes = fillStore(desk, rows, count, codesToTry);
  desk.context.db.close();
  writeFileSync(join(folder, 'codes.json'), JSON.stringify(codes));
}

if (process.argv[1] === script) fillHere(process.argv[2] ?? '');
