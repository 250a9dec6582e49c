import { RotateCw, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../renderer/ui/button.tsx';
import { Note } from '../../../renderer/ui/note.tsx';
import { newestAsOf } from '../client/as-of.ts';
import { useLineState, useLiveLine } from '../client/live-context.tsx';
import { useFormats } from '../formats.ts';
import { useWords } from '../words.ts';
import './live-mark.css';

/** Says in one word whether what is shown follows the event. */
export function LiveMark(): ReactNode {
  const { t } = useWords();
  const { phase } = useLineState();
  return (
    <span className="live-mark" data-phase={phase}>
      <span className="live-dot" aria-hidden="true" />
      {t(`live.${phase}`)}
    </span>
  );
}

/** Where the line is down: how old the figures are, and a way to try at once. */
export function DownBanner(): ReactNode {
  const { t } = useWords();
  const { time } = useFormats();
  const line = useLiveLine();
  const state = useLineState();
  const asOf = newestAsOf();
  return (
    <div className="down-banner" role="status">
      {state.phase === 'down' && (
        <Note
          tone="look"
          icon={<WifiOff aria-hidden="true" size={20} />}
          title={t('live.downTitle')}
          actions={
            <Button
              size="small"
              icon={<RotateCw aria-hidden="true" size={16} />}
              onPress={() => line?.retry()}
            >
              {t('failure.retry')}
            </Button>
          }
        >
          {asOf !== null && <p className="figures">{t('live.lastUpdate', { time: time(asOf) })}</p>}
        </Note>
      )}
    </div>
  );
}
