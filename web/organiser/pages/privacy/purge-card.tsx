import { BadgeCheck, CircleCheck, CircleDashed, FileDown, FileText, WifiOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OrganiserPrivacy, PurgeProgress } from '../../../../domain/organiser/privacy.ts';
import { certificateFile, type SignedCertificate } from '../../../../domain/privacy/certificate.ts';
import { certificateWords } from '../../../../domain/privacy/certificate-words.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { usePurgedCount } from '../../../../ui/privacy/purged-parts.ts';
import { Progress } from '../../../../ui/progress.tsx';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAnswer } from '../../client/page-client.ts';
import { Answered } from '../../parts/answered.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';

/** One purge: who ordered it, the progress of the hub and each station, and its certificate. */
export function PurgeCard({
  id,
  cause,
}: {
  id: string;
  cause: OrganiserPrivacy['purges'][number]['cause'];
}): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const progress = useAnswer('purgeProgress', [{}, id], { renewOn: ['stations'] });
  return (
    <article className="purge grid gap-4">
      <Answered answer={progress}>
        {(value) => (
          <>
            <Head progress={value} isByRule={cause === 'retention'} />
            <Bar progress={value} />
            <PurgeStations progress={value} />
          </>
        )}
      </Answered>
      <div className="cluster">
        <Button icon={<BadgeCheck />} onPress={() => setOpen(true)}>
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
    <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
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

/** The current certificate: to read here, or to save as the signed file or as a text. */
function CertificateDialog({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { t, language } = useWords();
  // Requested once: exporting a certificate is audited.
  const certificate = useAnswer('purgeCertificate', [{}, id], { once: true });
  const { value } = certificate;
  return (
    <Dialog
      title={t('privacy.certificateTitle')}
      onClose={onClose}
      size="wide"
      isText
      actions={value !== null && <SaveButtons signed={value} />}
    >
      <p className="small">{t('privacy.certificateHint')}</p>
      <Answered answer={certificate}>
        {(signed) => (
          <pre className="certificate leading-[1.6] m-0 text-sm wrap-anywhere whitespace-pre-wrap">
            {certificateWords(signed, language)}
          </pre>
        )}
      </Answered>
    </Dialog>
  );
}

function SaveButtons({ signed }: { signed: SignedCertificate }): ReactNode {
  const { t, language } = useWords();
  const notify = useNotify();
  const { order } = signed.certificate;
  const save = (text: string, type: string, ending: string): void => {
    const name = `purge-${order.id.slice(0, 8)}.${ending}`;
    saveFile(new Blob([text], { type }), name);
    notify(t('privacy.savedNow', { name }));
  };
  return (
    <>
      <Button
        icon={<FileText />}
        onPress={() => save(certificateWords(signed, language), 'text/plain', 'txt')}
      >
        {t('privacy.saveText')}
      </Button>
      <Button
        variant="primary"
        icon={<FileDown />}
        onPress={() => save(certificateFile(signed), 'application/json', 'json')}
      >
        {t('privacy.saveCertificate')}
      </Button>
    </>
  );
}

type Station = PurgeProgress['stations'][number];

const looks = {
  done: { tone: 'go', Icon: CircleCheck },
  waiting: { tone: 'look', Icon: CircleDashed },
  unreachable: { tone: 'stop', Icon: WifiOff },
} as const satisfies Record<Station['progress'], unknown>;

/**
 * The hub and every station that ever enrolled: done, waiting or unreachable, with what it deleted.
 */
function PurgeStations({ progress: { hub, stations } }: { progress: PurgeProgress }): ReactNode {
  const { t } = useWords();
  return (
    <ul className="purge-stations grid">
      <li className="grid gap-x-4 gap-y-1 items-baseline py-2 not-last:border-b">
        <ProgressChip progress={hub.done === null ? 'waiting' : 'done'} />
        <span className="min-w-0 wrap-anywhere">
          <bdi>{hub.name}</bdi> <span className="small">{t('privacy.hub')}</span>
        </span>
        <span className="small figures">
          {hub.done === null ? t('privacy.underWay') : <Outcome of={hub} />}
        </span>
      </li>
      {stations.map((station) => (
        <li
          className="grid gap-x-4 gap-y-1 items-baseline py-2 not-last:border-b"
          key={station.station}
        >
          <ProgressChip progress={station.progress} />
          <span className="min-w-0 wrap-anywhere">
            <bdi>{station.name}</bdi>{' '}
            <span className="small">{t(`stationMode.${station.mode}`)}</span>
          </span>
          <span className="small figures">
            {station.done === null ? <Missing station={station} /> : <Outcome of={station} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ProgressChip({ progress }: { progress: Station['progress'] }): ReactNode {
  const { t } = useWords();
  const { tone, Icon } = looks[progress];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} />}>
      {t(`privacy.station.${progress}`)}
    </Chip>
  );
}

function Outcome({
  of: { done, counts, left },
}: {
  of: Pick<Station, 'done' | 'counts' | 'left'>;
}): ReactNode {
  const { t } = useWords();
  const { moment, number, list } = useFormats();
  const parts = counts.map(usePurgedCount());
  return (
    <>
      {t('privacy.doneAt', { time: moment(done ?? 0) })}
      {' · '}
      {parts.length === 0 ? t('privacy.nothing') : list(parts)}
      {left > 0 && (
        <>
          {' · '}
          <strong>{t('privacy.left', { count: left, number: number(left) })}</strong>
        </>
      )}
    </>
  );
}

function Missing({ station: { state, progress, lastSeen } }: { station: Station }): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const why = state === 'enrolled' ? (progress === 'waiting' ? 'waiting' : 'unreachable') : state;
  return (
    <>
      {t(`privacy.stationHint.${why}`)}
      {' · '}
      {lastSeen === null ? t('privacy.neverSeen') : t('privacy.seen', { time: moment(lastSeen) })}
    </>
  );
}
