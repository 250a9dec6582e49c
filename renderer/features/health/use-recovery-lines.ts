import { useTranslation } from 'react-i18next';
import type { RecoveryView } from '../../../preload/contract/backup.ts';
import { useFormats } from '../../i18n/format.ts';

/** What a recovery did, sentence by sentence, and what is to be done now. */
export function useRecoveryLines(recovery: RecoveryView): { done: string[]; next: string[] } {
  const { t } = useTranslation();
  const { time, calendarDay } = useFormats();
  const when = (wall: number): string => `${calendarDay(wall)} ${time(wall)}`;
  const { cause, source, copyMade, facts, admissions, fromHub, missing, hasHub } = recovery;
  const done = [
    t(`recovery.cause.${cause}`, { at: when(recovery.at) }),
    copyMade === null
      ? t(`recovery.source.${source === 'store' ? 'store' : 'file'}`)
      : t('recovery.source.copy', { at: when(copyMade) }),
    t('recovery.regained', { count: facts, admissions }),
    ...(fromHub > 0 ? [t('recovery.fromHub', { count: fromHub })] : []),
    missing === 0
      ? t('recovery.everyEntry')
      : missing === null
        ? t('recovery.unknownMissing')
        : t('recovery.missing', { count: missing }),
  ];
  const next = [
    ...(recovery.unread > 0 ? [t('recovery.next.unread', { count: recovery.unread })] : []),
    ...(recovery.askingJobs > 0 ? [t('recovery.next.jobs', { count: recovery.askingJobs })] : []),
    ...(missing === 0 ? [] : [t(hasHub ? 'recovery.next.hub' : 'recovery.next.paper')]),
    ...(recovery.putAside === null ? [] : [t('recovery.next.keep')]),
  ];
  return { done, next: next.length === 0 ? [t('recovery.next.goOn')] : next };
}
