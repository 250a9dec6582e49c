import {
  CheckCheck,
  ChevronRight,
  ClockAlert,
  CopyCheck,
  type LucideIcon,
  PackageQuestionMark,
  Printer,
  ReceiptText,
  Scale,
  ShieldAlert,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Disclosure, DisclosurePanel, Button as PlainButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DayStatus } from '../../../domain/day-close/status.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GoOn } from './go-on.tsx';
import { MatterRow } from './matter-row.tsx';
import { type Matter, type MatterKind, matterKinds, mattersOf, openMatters } from './matters.ts';
import { StepHead } from './step-head.tsx';

/** The second step: everything that a person should look into, by kind, and what was said of it. */
export function StepLook({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const matters = mattersOf(status);
  const open = openMatters(matters);
  const settled = matters.filter(({ resolution }) => resolution !== null);
  return (
    <>
      <StepHead title={t('dayClose.look.title')} hint={t('dayClose.look.hint')} />
      {!isSupervisor && open.length > 0 && (
        <p className="field-hint">{t('dayClose.look.supervisor')}</p>
      )}
      {open.length === 0 && (
        <EmptyState
          icon={<CheckCheck aria-hidden="true" size={22} />}
          title={t(matters.length === 0 ? 'dayClose.look.none' : 'dayClose.look.allSettled')}
          hint={t(matters.length === 0 ? 'dayClose.look.noneHint' : 'dayClose.look.settledHint')}
        />
      )}
      {matterKinds.map((kind) => (
        <Group
          key={`${status.day} ${kind}`}
          kind={kind}
          matters={open.filter((one) => one.kind === kind)}
          day={status.day}
        />
      ))}
      {settled.length > 0 && <Settled matters={settled} day={status.day} />}
      <GoOn to="kiosks" />
    </>
  );
}

const icons: Readonly<Record<MatterKind, LucideIcon>> = {
  job: ReceiptText,
  print: Printer,
  further: CopyCheck,
  override: ShieldAlert,
  clock: ClockAlert,
  quarantine: PackageQuestionMark,
  balance: Scale,
};

/** So many rows of a group are shown at first: of a long list nobody scrolls by what comes after it. */
const firstRows = 8;

function Group({
  kind,
  matters,
  day,
}: {
  kind: MatterKind;
  matters: readonly Matter[];
  day: string;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [showsAll, setShowsAll] = useState(false);
  if (matters.length === 0) return null;
  const Icon = icons[kind];
  const shown = showsAll ? matters : matters.slice(0, firstRows);
  const more = matters.length - shown.length;
  return (
    <section className="matter-group" aria-label={t(`dayClose.kinds.${kind}`)}>
      <h3>
        <Icon aria-hidden="true" size={18} />
        {t(`dayClose.kinds.${kind}`)}
        <span className="figures matter-count">{number(matters.length)}</span>
      </h3>
      <p className="matter-why">{t(`dayClose.why.${kind}`)}</p>
      <ul className="matter-rows">
        {shown.map((matter) => (
          <MatterRow key={matter.key} matter={matter} day={day} />
        ))}
      </ul>
      {more > 0 && (
        <Button look="quiet" onPress={() => setShowsAll(true)}>
          {t('dayClose.look.more', { count: more, number: number(more) })}
        </Button>
      )}
    </section>
  );
}

function Settled({ matters, day }: { matters: readonly Matter[]; day: string }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Disclosure className="sync-fold">
      <PlainButton slot="trigger" className="sync-fold-button">
        <ChevronRight className="sync-fold-sign" aria-hidden="true" size={18} />
        {t('dayClose.look.settled', { count: matters.length, number: number(matters.length) })}
      </PlainButton>
      <DisclosurePanel>
        <ul className="matter-rows">
          {matters.map((matter) => (
            <MatterRow key={matter.key} matter={matter} day={day} />
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}
