import { TimerReset } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../../renderer/ui/button.tsx';
import { Note } from '../../../renderer/ui/note.tsx';
import { idleLeft, probeSession } from '../client/session-store.ts';
import { useWords } from '../words.ts';

/** Milliseconds before its end at which the page says so, and how often it looks. */
const warnFrom = 2 * 60_000;
const lookEvery = 5_000;

/** Before a session ends for want of use: says so and keeps it with one press (WCAG 2.2.1). */
export function IdleWarning(): ReactNode {
  const { t } = useWords();
  const [left, setLeft] = useState(idleLeft);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = idleLeft();
      setLeft(now);
      if (now <= 0) void probeSession();
    }, lookEvery);
    return () => clearInterval(timer);
  }, []);
  const isNear = left <= warnFrom;
  return (
    <div className="idle-warning" role="status">
      {isNear && (
        <Note
          tone="look"
          icon={<TimerReset aria-hidden="true" size={20} />}
          title={t('account.idleTitle')}
          actions={
            <Button
              size="small"
              onPress={() => void probeSession().then(() => setLeft(idleLeft()))}
            >
              {t('account.stay')}
            </Button>
          }
        >
          <p>{t('account.idleHint')}</p>
        </Note>
      )}
    </div>
  );
}
