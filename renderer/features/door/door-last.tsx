import { CircleAlert, CircleCheckBig, History, LogOut, OctagonX, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyLine } from '../../ui/empty-line.tsx';
import type { Passed } from './flow.ts';
import { answerLook } from './look.ts';

const icons = {
  check: CircleCheckBig,
  out: LogOut,
  ask: CircleAlert,
  stop: OctagonX,
  undone: Undo2,
};

/** The last scans at this door, newest first: as many as the width holds. */
export function DoorLast({ last }: { last: readonly Passed[] }): ReactNode {
  const { t } = useTranslation();
  if (last.length === 0) {
    return (
      <EmptyLine icon={<History aria-hidden="true" size={20} />} className="door-last-none">
        {t('door.last.none')}
      </EmptyLine>
    );
  }
  return (
    <ol className="door-last" aria-label={t('door.last.label')}>
      {last.map((one) => (
        <LastScan key={one.key} passed={one} />
      ))}
    </ol>
  );
}

function LastScan({ passed }: { passed: Passed }): ReactNode {
  const { t } = useTranslation();
  const { answer, undone, left } = passed;
  const look = answerLook(answer);
  const Icon = icons[undone ? 'undone' : look.icon];
  const word = undone
    ? t('door.word.undone')
    : t(left ? 'door.last.left' : `door.word.${look.word}`);
  return (
    <li data-tone={undone ? 'calm' : look.tone}>
      <Icon aria-hidden="true" size={20} className="flips" />
      <span className="door-last-scan">
        <bdi className="door-last-name">{answer.delegate?.printedName ?? word}</bdi>
        {answer.delegate !== null && <span className="door-last-word">{word}</span>}
      </span>
    </li>
  );
}
