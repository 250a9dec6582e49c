import { History, Undo2 } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { recentItemSchema } from '../../preload/contract/check-in.ts';
import { IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { useEventWords } from '../base/event-words.ts';
import { BadgeChip } from '../roster/badge-chip.tsx';
import { PaperChip } from './from-paper/paper-chip.tsx';
import { OverrideChip } from './override-mark.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import './recent-list.css';

export type RecentItem = z.infer<typeof recentItemSchema>;

interface RowProps {
  item: RecentItem;
  isChosen: boolean;
  onChoose: (delegateId: string) => void;
}

/** The list is requested again at every step of a print job: skip rows that did not change. */
function saysTheSame(a: RowProps, b: RowProps): boolean {
  return (
    a.isChosen === b.isChosen &&
    a.onChoose === b.onChoose &&
    JSON.stringify(a.item) === JSON.stringify(b.item)
  );
}

const RecentRow = memo(function RecentRow({ item, isChosen, onChoose }: RowProps): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const words = useEventWords();
  const { open, close } = useNavigation();
  const { admissionId, printedName } = item;
  return (
    <li
      className="recent-row flex items-center gap-1 rounded-md hover:bg-sunken"
      data-undone={item.undone || undefined}
      data-chosen={isChosen || undefined}
    >
      <AriaButton
        className="recent-open min-h-13 flex items-center gap-4 flex-1 min-w-0 px-3 py-1 border-0 bg-transparent text-start rounded-md"
        onPress={() => onChoose(item.delegateId)}
      >
        <time className="recent-time figures small">{time(item.wall)}</time>
        <span className="grid flex-1 min-w-0 leading-[1.3]">
          <bdi className="recent-name font-semibold truncate">{printedName}</bdi>
          <bdi className="recent-where small truncate">{words.delegation(item.delegation)}</bdi>
        </span>
        {item.fromPaper === true && !item.undone && <PaperChip />}
        {item.override && !item.undone && <OverrideChip />}
        {item.undone ? (
          <Chip tone="quiet">{t('recent.undone')}</Chip>
        ) : (
          item.badge !== null && <BadgeChip state={item.badge.state} />
        )}
      </AriaButton>
      {item.undone ? (
        <span className="w-target" />
      ) : (
        <IconButton
          label={t('recent.undo', { name: printedName })}
          icon={<Undo2 className="flips" />}
          onPress={() =>
            open(<UndoDialog admissionId={admissionId} printedName={printedName} onClose={close} />)
          }
        />
      )}
    </li>
  );
}, saysTheSame);

export function RecentList({
  items,
  chosenId,
  onChoose,
}: {
  items: readonly RecentItem[];
  chosenId: string | null;
  onChoose: (delegateId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="px-4 pt-3 pb-2 small font-semibold tracking-normal">{t('recent.title')}</h2>
      {items.length === 0 ? (
        <EmptyState icon={<History />} title={t('recent.none')} />
      ) : (
        <ul className="px-2 pt-0 pb-2 flex-1 min-h-0 overflow-auto">
          {items.map((item) => (
            <RecentRow
              key={item.admissionId}
              item={item}
              isChosen={item.delegateId === chosenId}
              onChoose={onChoose}
            />
          ))}
        </ul>
      )}
    </>
  );
}
