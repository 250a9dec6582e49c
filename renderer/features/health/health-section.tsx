import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  DatabaseBackup,
  RefreshCw,
  TriangleAlert,
} from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../preload/contract/doctor.ts';
import { ask } from '../../client/ask.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import { CopiesCard } from './copies-card.tsx';
import { RecoveryWords } from './recovery-notice.tsx';
import { SupportCard } from './support-card.tsx';
import './health.css';

/** The whole station at one glance: every check with what to do, the copies of the store, and help from afar. */
export function HealthSection(): ReactNode {
  const isSupervisor = useIsSupervisor();
  return (
    <div className="health">
      <Settle />
      <Checks />
      <div className="health-cards">
        <CopiesCard isSupervisor={isSupervisor} />
        {isSupervisor && <SupportCard />}
      </div>
    </div>
  );
}

/** A recovery after which something may be missing stays here until a supervisor has looked after it. */
function Settle(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { value } = useAnswer('getRecovery', [], { renewOn: ['stationChanged', 'syncChanged'] });
  const verb = useCallback(() => ask('settleRecovery'), []);
  const { run, busy, failure } = useAction(verb);
  if (value === null || value.settled) return null;
  return (
    <Note
      tone={value.missing === 0 ? 'quiet' : 'look'}
      icon={<DatabaseBackup aria-hidden="true" size={20} />}
      title={t(value.missing === 0 ? 'recovery.title' : 'recovery.titleMissing')}
      actions={
        isSupervisor && (
          <Button isDisabled={busy} onPress={() => void run()}>
            {t('recovery.settle')}
          </Button>
        )
      }
    >
      <RecoveryWords recovery={value} />
      <FailureNote failure={failure} />
    </Note>
  );
}

function Checks(): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { value, failure, renew } = useAnswer('checkStation', [], { renewOn: ['healthChanged'] });
  return (
    <section className="card health-checks" aria-labelledby="health-checks">
      <header className="health-head">
        <h2 id="health-checks">{t('health.title')}</h2>
        <p className="field-hint" aria-live="polite">
          {value === null ? t('health.looking') : t('health.looked', { at: time(value.at) })}
        </p>
        <Button icon={<RefreshCw aria-hidden="true" size={18} />} onPress={renew}>
          {t('health.again')}
        </Button>
      </header>
      <FailureNote failure={failure} />
      <ul className="health-list">
        {value?.findings.map((finding) => (
          <Line key={finding.check} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

const looks: Readonly<Record<Finding['state'], { tone: Tone; Icon: typeof CircleCheck }>> = {
  ok: { tone: 'go', Icon: CircleCheck },
  open: { tone: 'quiet', Icon: CircleHelp },
  warning: { tone: 'look', Icon: TriangleAlert },
  error: { tone: 'stop', Icon: CircleAlert },
};

function Line({ finding }: { finding: Finding }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { tone, Icon } = looks[finding.state];
  return (
    <li>
      <strong>{finding.title}</strong>
      <Chip tone={tone} icon={<Icon aria-hidden="true" size={16} />}>
        {t(`health.state.${finding.state}`)}
      </Chip>
      <div className="health-words">
        <p>{finding.text}</p>
        {finding.remedy !== '' && <p className="health-remedy">{finding.remedy}</p>}
      </div>
      <p className="field-hint figures">{t('health.since', { at: time(finding.since) })}</p>
    </li>
  );
}
