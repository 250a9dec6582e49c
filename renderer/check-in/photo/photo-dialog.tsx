import { Camera, CircleAlert, RotateCcw, Trash2 } from 'lucide-react';
import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { PhotoRefusal } from '../../../domain/roster/photo.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { CheckLine } from '../../../ui/fields/check-line.tsx';
import { KeyHint, useHotkeys } from '../../../ui/hotkeys.tsx';
import { Note } from '../../../ui/note.tsx';
import { useNotify } from '../../../ui/toast.tsx';
import { usePictureAddress } from '../../../ui/use-picture-address.ts';
import { ask } from '../../base/ask.ts';
import { type Action, useAction, useAnswer } from '../../base/page-client.ts';
import { CameraPreview, useScans } from '../../scanning/index.ts';
import { CameraWords } from '../camera-card.tsx';
import { type Shot, takeShot } from './take-shot.ts';
import './photo-dialog.css';

const maxShots = 3;

interface Shots {
  shots: readonly Shot[];
  /** Takes the camera's picture of this moment; null if the camera is no longer there. */
  press: () => Promise<Shot> | null;
  shoot: Action<[Promise<Shot>]>;
  retake: () => void;
  /** Saves a shot, with the delegate's consent. */
  keep: Action<[Shot]>;
  /** Why saving the chosen shot was refused; null if it was not. */
  refused: PhotoRefusal | null;
}

/**
 * The shots of one delegate. They stay in the page's memory until one is saved.
 *
 * @param stage the element with the camera's picture
 * @param ratio width divided by height of the badge's photo
 */
function useShots(
  delegateId: string,
  stage: RefObject<HTMLElement | null>,
  ratio: number,
  onKept: () => void,
): Shots {
  const [shots, setShots] = useState<readonly Shot[]>([]);
  const [refused, setRefused] = useState<PhotoRefusal | null>(null);
  const press = (): Promise<Shot> | null => {
    const video = stage.current?.querySelector('video') ?? null;
    if (video === null || video.videoWidth === 0) return null;
    const taken = takeShot(video, ratio);
    // If the key was part of a scan, nothing awaits the shot: avoid an unhandled rejection.
    taken.catch(() => undefined);
    return taken;
  };
  const shoot = useAction(async (taken: Promise<Shot>) => {
    const shot = await taken;
    setShots((before) => [...before, shot].slice(0, maxShots));
  });
  const keep = useAction(async ({ jpeg }: Shot) => {
    const answer = await ask('keepPhoto', { delegateId, picture: jpeg, agreed: true });
    if (answer.result === 'kept') onKept();
    else setRefused(answer.reason);
  });
  const retake = (): void => {
    setShots([]);
    setRefused(null);
  };
  return { shots, press, shoot, retake, keep, refused };
}

interface PhotoDialogProps {
  delegateId: string;
  printedName: string;
  onClose: () => void;
}

/** Takes a delegate's photo with the desk's camera: three shots, of which one is kept. */
export function PhotoDialog({ delegateId, printedName, onClose }: PhotoDialogProps): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { scanning } = useScans();
  const { value, failure } = useAnswer('getPhoto', [{ delegateId }]);
  const ratio = value?.ratio ?? 1;
  const stage = useRef<HTMLDivElement>(null);
  const [agreed, setAgreed] = useState(false);
  const [isConsentAsked, askConsent] = useState(false);
  const { shots, press, shoot, retake, keep, refused } = useShots(delegateId, stage, ratio, () => {
    notify(t('photo.kept'));
    onClose();
  });
  const { lendCamera } = scanning;
  useEffect(() => lendCamera(), [lendCamera]);
  // Prepares the worker thread. If that fails, the first photo starts it, so the error is ignored.
  useEffect(() => void ask('expectPhoto').catch(() => undefined), []);
  const isReady = scanning.camera.kind === 'running' && shots.length < maxShots && value !== null;
  const choose = (shot: Shot | undefined): void => {
    if (shot === undefined) return;
    if (agreed) void keep.run(shot);
    else askConsent(true);
  };
  // Takes the picture when the key goes down, before it is certain that the key is not part of a
  // scan.
  const shootAtPress = (): (() => void) => {
    const taken = isReady ? press() : null;
    return () => {
      if (taken !== null) void shoot.run(taken);
    };
  };
  const shootNow = (): void => shootAtPress()();
  useHotkeys([
    { key: ' ', run: shootNow, atPress: shootAtPress },
    { key: 'Enter', run: shootNow, atPress: shootAtPress },
    { key: 'c', run: () => setAgreed((before) => !before) },
    { key: 'Backspace', run: retake },
    ...[0, 1, 2].map((at) => ({ key: String(at + 1), run: () => choose(shots[at]) })),
  ]);
  return (
    <Dialog
      title={t('photo.title', { name: printedName })}
      size="wide"
      closesOutside={false}
      onClose={onClose}
      actions={
        <>
          {value !== null && value.picture !== null && (
            <RemovePhoto delegateId={delegateId} onRemoved={onClose} />
          )}
          <Button
            icon={<RotateCcw />}
            keys={[t('keys.backspace')]}
            isDisabled={shots.length === 0}
            onPress={retake}
          >
            {t('photo.retake')}
          </Button>
          <Button
            variant="primary"
            icon={<Camera />}
            keys={[t('keys.space')]}
            isDisabled={!isReady || shoot.busy}
            onPress={shootNow}
          >
            {t('photo.shoot')}
          </Button>
        </>
      }
    >
      <FailureNote failure={failure ?? shoot.failure ?? keep.failure} />
      <CheckLine isSelected={agreed} onChange={setAgreed} isInvalid={isConsentAsked && !agreed}>
        {t('photo.consent')}
        <KeyHint keys={['C']} />
      </CheckLine>
      {isConsentAsked && !agreed && (
        <Note tone="look" icon={<CircleAlert size={18} />} title={t('photo.consentMissing')} />
      )}
      {refused !== null && (
        <Note tone="stop" icon={<CircleAlert size={18} />} title={t(`photos.reason.${refused}`)}>
          <p>{t('photo.refusedRemedy')}</p>
        </Note>
      )}
      <div className="grid grid-cols-sign-text gap-6 items-start">
        <div
          className="photo-stage rounded-lg relative overflow-hidden"
          ref={stage}
          style={ratioStyle(ratio)}
        >
          <CameraPreview scanning={scanning} live />
          <CameraWords
            camera={scanning.camera}
            onRetry={scanning.retryCamera}
            frame={<div className="photo-oval" aria-hidden="true" />}
          />
        </div>
        <ShotList
          shots={shots}
          ratio={ratio}
          busy={keep.busy}
          isInterrupted={scanning.camera.kind === 'problem' && shots.length > 0}
          onChoose={choose}
        />
      </div>
    </Dialog>
  );
}

/** A variable, because the style sheet needs the ratio in more than one place. */
function ratioStyle(ratio: number): CSSProperties {
  return { '--ratio': ratio } as CSSProperties;
}

/** Shows each shot's hint, and marks the sharpest of several good ones. */
function ShotList({
  shots,
  ratio,
  busy,
  isInterrupted,
  onChoose,
}: {
  shots: readonly Shot[];
  ratio: number;
  busy: boolean;
  /** The camera was disconnected between two shots. */
  isInterrupted: boolean;
  onChoose: (shot: Shot) => void;
}): ReactNode {
  const { t } = useTranslation();
  const good = shots.filter(({ judgement }) => judgement.hint === null);
  const best = good.toSorted((a, b) => b.judgement.sharpness - a.judgement.sharpness)[0];
  return (
    <div className="grid gap-3">
      <p className="small" role="status">
        {shots.length === 0
          ? t('photo.guide')
          : isInterrupted
            ? t('photo.interrupted')
            : t('photo.choose', { count: shots.length, most: maxShots })}
      </p>
      <ol className="photo-shots grid gap-3" aria-label={t('photo.shots')}>
        {Array.from({ length: maxShots }, (_, at) => {
          const shot = shots[at];
          return (
            <li key={shot?.id ?? `empty ${at}`}>
              {shot === undefined ? (
                <div className="photo-empty rounded-md" style={{ aspectRatio: ratio }} />
              ) : (
                <ShotButton
                  shot={shot}
                  number={at + 1}
                  ratio={ratio}
                  isBest={good.length > 1 && shot === best}
                  isDisabled={busy}
                  onPress={() => onChoose(shot)}
                />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function ShotButton({
  shot,
  number,
  ratio,
  isBest,
  isDisabled,
  onPress,
}: {
  shot: Shot;
  number: number;
  ratio: number;
  isBest: boolean;
  isDisabled: boolean;
  onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const address = usePictureAddress(shot.jpeg, 'image/jpeg');
  const { hint } = shot.judgement;
  const words = hint !== null ? t(`photo.hint.${hint}`) : t(isBest ? 'photo.best' : 'photo.good');
  return (
    <AriaButton
      className="photo-shot rounded-md grid items-center gap-3 p-1 w-full text-start"
      isDisabled={isDisabled}
      onPress={onPress}
    >
      <span className="photo-picture rounded-md" style={{ aspectRatio: ratio }}>
        {address !== null && <img src={address} alt={''} />}
      </span>
      <span className="grid gap-1 justify-items-start">
        <KeyHint keys={[String(number)]} />
        <span className="visually-hidden">{t('photo.keepShot', { number })}</span>
        <span className="photo-words text-sm" data-hint={hint ?? undefined}>
          {words}
        </span>
      </span>
    </AriaButton>
  );
}

/** Removes the photo on every station, after a second press. */
function RemovePhoto({
  delegateId,
  onRemoved,
}: {
  delegateId: string;
  onRemoved: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [isSure, setSure] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    await ask('removePhoto', { delegateId });
    notify(t('photo.removed'));
    onRemoved();
  });
  return (
    <div className="flex-1">
      <Button
        variant={isSure ? 'danger' : 'quiet'}
        icon={<Trash2 />}
        isDisabled={busy}
        onPress={() => (isSure ? void run() : setSure(true))}
      >
        {t(isSure ? 'photo.removeSure' : 'photo.remove')}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
}
