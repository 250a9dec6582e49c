import { CircleCheckBig, CloudDownload, OctagonX, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportComparison } from '../../../domain/day-close/status.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import './copy-check.css';

/** Whether this desk holds the same records as a report says, station by station; and what to do where not. */
export function CopyCheck({ day, revision }: { day: string; revision: number }): ReactNode {
  const { t } = useTranslation();
  const { value, failure, renew } = useAnswer('compareReport', [{ day, revision }]);
  const again = (
    <Button
      size="small"
      icon={<RefreshCw aria-hidden="true" size={16} />}
      onPress={() => void renew()}
    >
      {t('dayClose.copy.again')}
    </Button>
  );
  if (failure !== null) return <FailureNote failure={failure} actions={again} />;
  if (value === null) return <p className="field-hint">{t('dayClose.copy.checking')}</p>;
  if (value.findings.length === 0) return <Equal {...value} />;
  return (
    <div className="copy-findings">
      {(['differs', 'left-out', 'behind'] as const).map((kind) => (
        <Findings
          key={kind}
          kind={kind}
          findings={value.findings.filter((one) => one.kind === kind)}
          actions={again}
        />
      ))}
    </div>
  );
}

function Equal({ stations, equal }: Pick<ReportComparison, 'stations' | 'equal'>): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <p className="copy-equal">
      <CircleCheckBig aria-hidden="true" size={18} />
      {t('dayClose.copy.equal', { count: stations, equal: number(equal) })}
    </p>
  );
}

function Findings({
  kind,
  findings,
  actions,
}: {
  kind: ReportComparison['findings'][number]['kind'];
  findings: ReportComparison['findings'];
  actions: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (findings.length === 0) return null;
  const Icon = kind === 'behind' ? CloudDownload : OctagonX;
  return (
    <Note
      tone={kind === 'behind' ? 'look' : 'stop'}
      icon={<Icon aria-hidden="true" size={20} />}
      title={t(`dayClose.copy.${kind}.title`)}
      actions={actions}
    >
      <ul className="copy-rows">
        {findings.map(({ kiosk, incarnation, name, here, expected }) => (
          <li key={`${kiosk} ${incarnation}`}>
            <bdi>{name}</bdi>{' '}
            <span className="figures">
              {t(`dayClose.copy.${kind}.row`, { here: number(here), expected: number(expected) })}
            </span>
          </li>
        ))}
      </ul>
      <p>{t(`dayClose.copy.${kind}.remedy`)}</p>
    </Note>
  );
}
