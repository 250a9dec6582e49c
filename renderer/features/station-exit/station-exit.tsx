import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { onNotice } from '../../client/ask.ts';
import { ExitDialog } from './exit-dialog.tsx';
import './station-exit.css';

/** So long must the corner be held, in milliseconds: nobody does it by chance. */
const holdMilliseconds = 3_000;

/**
 * The way out of a kiosk or a door: Ctrl+Shift+Q, or three seconds on the upper corner where lines begin, opens the
 * dialog for a supervisor's PIN. The corner lies over the page, is not seen, and lets short touches through to nothing.
 */
export function StationExit(): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const open = useCallback(() => setIsOpen(true), []);
  useEffect(() => onNotice('leaveAsked', open), [open]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = (): void => clearTimeout(timer.current);
  return (
    <>
      <div
        className="station-exit-corner"
        // Staff know it; a screen reader's user is helped by the Help button, not by this.
        aria-hidden="true"
        onPointerDown={() => {
          release();
          timer.current = setTimeout(open, holdMilliseconds);
        }}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
      />
      {isOpen && <ExitDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
