// A desk's store of a million delegates. Run as a program, with the folder as argument, this file
// fills it; imported, it starts that program.
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

/** Path of the filled store, and ticket codes of delegates in it. */
export interface Million {
  folder: string;
  codes: string[];
  remove(): void;
}

const count = 1_000_000;
/** Number of ticket codes to return for check-ins. */
export const codesToTry = 450;
const script = fileURLToPath(import.meta.url);
let underWay: Promise<Million> | null = null;

/**
 * Fills the store unless that is in progress. It takes one core for two minutes, so nothing may be
 * timed meanwhile. Rejects with the program's output if it fails.
 */
export function fillMillion(): Promise<Million> {
  underWay ??= filled();
  return underWay;
}

async function filled(): Promise<Million> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-million-'));
  const remove = (): void => {
    // The next caller gets a new store.
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
