import { Monitor, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Note } from '../../../../renderer/ui/note.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { useWords } from '../../words.ts';

/** Names that are still read; beyond them the number says more. */
const mostNames = 6;

/**
 * Who sees the calls: a call is answered at a desk, since the fact that tells the kiosk belongs to a station's chain.
 * Where no desk is online somebody has to go there.
 */
export function DesksNote(): ReactNode {
  const { t } = useWords();
  const { list } = useFormats();
  const { value } = useAnswer('stations', {}, { on: ['stations'] });
  if (value === null) return null;
  const desks = value.stations.filter(({ mode, state }) => mode === 'desk' && state === 'enrolled');
  const online = desks.filter((desk) => desk.online);
  if (online.length === 0) {
    return (
      <Note tone="stop" icon={<WifiOff aria-hidden="true" size={20} />} title={t('help.noDesk')}>
        <p>{t('help.noDeskHint')}</p>
      </Note>
    );
  }
  return (
    <Note
      tone="quiet"
      icon={<Monitor aria-hidden="true" size={20} />}
      title={
        online.length > mostNames
          ? t('help.heardByAll', { count: online.length })
          : t('help.heardBy', { names: list(online.map(({ name }) => name)) })
      }
    >
      <p>{t('help.answerHint')}</p>
    </Note>
  );
}
