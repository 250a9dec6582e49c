import { StoreError } from '../../db/base/types.ts';
import { IntakeError } from '../../intake/intake-error.ts';
import type { ErrorCode } from '../../preload/contract/base.ts';
import { CallFailure } from './call-failure.ts';

/** Reduces any error to a code of the contract and a detail without personal data. */
export function failureOf(error: unknown): { code: ErrorCode; detail: string } {
  if (error instanceof IntakeError || error instanceof CallFailure) {
    return { code: error.code, detail: error.detail.slice(0, 300) };
  }
  if (error instanceof StoreError) {
    return error.code === 'disk-full'
      ? { code: 'disk-full', detail: '' }
      : { code: 'store-unavailable', detail: error.code };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return { code: 'disk-full', detail: '' };
  if (code.startsWith('SQLITE_')) return { code: 'store-unavailable', detail: code };
  // A message could quote a cell: only the kind of error is reported.
  return { code: 'internal', detail: error instanceof Error ? error.name : typeof error };
}
