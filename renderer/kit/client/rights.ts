import { hasRight, type Right } from '../../../domain/operators/rights.ts';
import { useStation } from './station.tsx';

/** Whether the operator signed in has a right (see the table in domain/operators/rights.ts). */
export function useMay(right: Right): boolean {
  return hasRight(useStation().operator?.role ?? null, right);
}
