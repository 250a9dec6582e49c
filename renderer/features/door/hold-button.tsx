import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

/** How long it is held until it acts, milliseconds: no sleeve does that, and no scan's Enter. */
export const holdMilliseconds = 900;

/**
 * A button that acts when it is held, by finger, mouse or key; a bar fills meanwhile. For what a touch in passing
 * must not change.
 */
export function HoldButton({
  onHeld,
  icon,
  children,
}: {
  onHeld: () => void;
  icon: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const [isHeld, setHeld] = useState(false);
  const latest = useRef(onHeld);
  useEffect(() => {
    latest.current = onHeld;
  });
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(() => {
      setHeld(false);
      latest.current();
    }, holdMilliseconds);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return (
    <Button
      className="door-hold"
      data-held={isHeld || undefined}
      onPressStart={() => setHeld(true)}
      onPressEnd={() => setHeld(false)}
    >
      {icon}
      <span>
        {children}
        <span className="door-hold-words">{t('door.hold')}</span>
      </span>
    </Button>
  );
}
