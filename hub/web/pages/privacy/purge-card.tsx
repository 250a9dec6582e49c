import { BadgeCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OrganiserPrivacy, PurgeProgress } from '../../../../domain/wire/organiser-privacy.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { Progress } from '../../../../renderer/ui/progress.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { useWords } from '../../words.ts';
import { CertificateDialog } from './certificate-dialog.tsx';
import { PurgeStations } from './purge-stations.tsx';

/** One purge: who ordered it, how far the hub and each station are, and its certificate. */
export function PurgeCard({
  id,
  cause,
}: {
  id: string;
  cause: OrganiserPrivacy['purges'][number]['cause'];
}): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const progress = useAnswer('purgeProgress', {}, { id, on: ['stations'] });
  return (
    <article className="purge">
      <Answered answer={progress}>
        {(value) => (
          <>
            <Head progress={value} isByRule={cause === 'retention'} />
            <Bar progress={value} />
            <PurgeStations progress={value} />
          </>
        )}
      </Answered>
      <div className="row">
        <Button icon={<BadgeCheck aria-hidden="true" size={18} />} onPress={() => setOpen(true)}>
          {t('privacy.certificate')}
        </Button>
      </div>
      {isOpen && <CertificateDialog id={id} onClose={() => setOpen(false)} />}
    </article>
  );
}

function Head({
  progress: { ordered, requestedBy, approvedBy, complete },
  isByRule,
}: {
  progress: PurgeProgress;
  isByRule: boolean;
}): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  return (
    <header className="row-ends">
      <div>
        <h3 className="figures">{t('privacy.orderedAt', { time: moment(ordered) })}</h3>
        <p className="small">
          {isByRule || requestedBy === null || approvedBy === null ? (
            t('privacy.byRule')
          ) : (
            <bdi>{t('privacy.byPeople', { asker: requestedBy, approver: approvedBy })}</bdi>
          )}
        </p>
      </div>
      <Chip tone={complete ? 'go' : 'look'}>
        {t(complete ? 'privacy.complete' : 'privacy.incomplete')}
      </Chip>
    </header>
  );
}

function Bar({ progress: { hub, stations } }: { progress: PurgeProgress }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const all = stations.length + 1;
  const done = [hub, ...stations].filter((one) => one.done !== null).length;
  return (
    <Progress
      label={t('privacy.progress')}
      fraction={done / all}
      valueWords={t('privacy.progressOf', { done: number(done), all: number(all) })}
    />
  );
}
