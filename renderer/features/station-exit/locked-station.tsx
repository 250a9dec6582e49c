import type { ReactNode } from 'react';
import { ClockQuestion } from '../sync/clock-question.tsx';
import { StationExit } from './station-exit.tsx';
import { useLockedPage } from './use-locked-page.ts';

/** Around the page of a kiosk or a door: it stays where it is, and staff have their way out. */
export function LockedStation({ children }: { children: ReactNode }): ReactNode {
  useLockedPage();
  return (
    <>
      {children}
      <StationExit />
      <ClockQuestion />
    </>
  );
}
