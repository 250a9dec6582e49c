import { ArrowRight, NotebookPen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { useEventWords } from '../../i18n/event-words.ts';
import { useFormats } from '../../i18n/format.ts';
import { useMoment } from '../../i18n/use-moment.ts';
import { Button } from '../../ui/button.tsx';
import type { Matter } from './matters.ts';
import { ResolutionLine } from './resolution-line.tsx';
import { useMatterWords } from './use-matter-words.ts';

/** One matter: who or what, where and when, and the way to say what it was. */
export function MatterRow({ matter, day }: { matter: Matter; day: string }): ReactNode {
  const words = useMatterWords();
  const { name, delegation, resolution } = matter;
  const event = useEventWords();
  return (
    <li className="matter-row">
      <div className="row-words">
        <p className="row-title">
          <bdi>{words.title(matter)}</bdi>
          {name !== '' && delegation !== '' && (
            <bdi className="row-delegation">{event.delegation(delegation)}</bdi>
          )}
        </p>
        <p className="row-detail">
          {words.details(matter).map((detail) => (
            <bdi key={detail}>{detail}</bdi>
          ))}
        </p>
        {resolution !== null && <ResolutionLine resolution={resolution} />}
      </div>
      <Where matter={matter} />
      {resolution === null && <Answer matter={matter} day={day} />}
    </li>
  );
}

function Where({ matter: { at, checkpoint } }: { matter: Matter }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const event = useEventWords();
  if (at === null) return null;
  const { kioskName, operatorName, wall } = at;
  return (
    <div className="row-by">
      <time className="figures">{moment(wall)}</time>
      {kioskName !== '' && (
        <bdi>
          {checkpoint === null ? kioskName : `${kioskName} · ${event.checkpoint(checkpoint)}`}
        </bdi>
      )}
      {operatorName !== null && <bdi>{t('delegate.by', { operator: operatorName })}</bdi>}
    </div>
  );
}

function Answer({ matter, day }: { matter: Matter; day: string }): ReactNode {
  const { t } = useTranslation();
  const { go, open } = useNavigation();
  const { shortDay } = useFormats();
  const words = useMatterWords();
  const isSupervisor = useIsSupervisor();
  const { answering } = matter;
  const name = words.title(matter);
  if (answering.by === 'jobs') {
    return (
      <Button
        icon={<ArrowRight aria-hidden="true" size={18} className="flips" />}
        aria-label={t('dayClose.look.toJobsOf', { name })}
        onPress={() => go('jobs')}
      >
        {t('dayClose.look.toJobs')}
      </Button>
    );
  }
  if (!isSupervisor) return null;
  return (
    <Button
      icon={<NotebookPen aria-hidden="true" size={18} />}
      aria-label={t('dayClose.note.of', { name })}
      onPress={() =>
        open({
          kind: 'note-finding',
          day,
          title: t(`dayClose.kinds.${matter.kind}`),
          lead: name,
          details: [...words.details(matter), shortDay(day)],
          answering,
        })
      }
    >
      {t('dayClose.note.open')}
    </Button>
  );
}
