import type { ScreenLanguage } from '../../domain/language.ts';
import type { StationCheck } from '../../preload/contract/doctor.ts';
import { checkCamera, checkClock, checkHub, checkPrinters, checkScanner } from './check-around.ts';
import { checkCopies, checkKey, checkStoreWhole } from './check-data.ts';
import {
  checkDisk,
  checkFonts,
  checkPermissions,
  checkPower,
  checkVersion,
} from './check-machine.ts';
import { type Found, findingOf } from './finding.ts';
import type { DoctorParts } from './parts.ts';

/** Looks a station over. */
export interface Doctor {
  /** Looks at everything, in the order of the contract's list. Never throws for what it finds. */
  look(language: ScreenLanguage): Promise<StationCheck>;
}

/** Makes the doctor; it remembers since when each matter is as it is. */
export function createDoctor(parts: DoctorParts): Doctor {
  const known = new Map<string, { code: string; since: number }>();
  const sinceOf = ({ check, code }: Found): number => {
    const before = known.get(check);
    if (before?.code === code) return before.since;
    const since = parts.now();
    known.set(check, { code, since });
    return since;
  };
  return {
    look: async (language) => {
      const found: Found[] = [
        await checkStoreWhole(parts),
        checkCopies(parts),
        await checkDisk(parts),
        checkKey(parts),
        checkPermissions(parts),
        checkClock(parts),
        checkHub(parts),
        checkPrinters(parts),
        checkCamera(parts),
        checkScanner(parts),
        await checkFonts(parts),
        checkPower(parts),
        checkVersion(parts),
      ];
      return {
        at: parts.now(),
        findings: found.map((one) => findingOf(one, language, sinceOf(one))),
      };
    },
  };
}
