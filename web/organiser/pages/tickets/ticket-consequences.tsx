import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';

/** What a renewal for everyone does to existing tickets. */
export function TicketConsequences(): ReactNode {
  const { t } = useWords();
  return (
    <ul className="bullets">
      <li>{t('tickets.effect.sent')}</li>
      <li>{t('tickets.effect.connected')}</li>
      <li>{t('tickets.effect.badges')}</li>
      <li>{t('tickets.effect.codes')}</li>
    </ul>
  );
}
