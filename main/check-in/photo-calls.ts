import { findPhoto } from '../../db/roster/photos.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { photoFieldOf } from '../../domain/templates/badge-template.ts';
import { type PhotoView, photoCalls } from '../../preload/contract/roster.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { layoutOfBadge } from '../printing/badge-content.ts';
import { keepPhoto, removePhoto } from '../roster/photos/keep-photo.ts';
import type { PhotoThread } from '../roster/photos/photo-thread.ts';

interface PhotoParts extends CallParts {
  photoThread: PhotoThread;
}

export function photoAnswers(desk: PhotoParts) {
  const { context, notify } = desk;
  const changed = (): void => {
    notify('photosChanged', null);
    desk.factWritten();
  };
  return answers(photoCalls, {
    getPhoto: ({ delegateId }) => photoView(desk, delegateId),
    expectPhoto: () => desk.photoThread.warmUp(),
    keepPhoto: async (input, caller) => {
      const answer = await keepPhoto(context, caller, desk.photoThread, input);
      if (answer.result === 'kept') changed();
      return answer;
    },
    removePhoto: ({ delegateId }, caller) => {
      removePhoto(context, caller, delegateId);
      changed();
    },
  });
}

/** Width by height where no badge shows a photo: a passport's (35 × 45 mm). */
const passportRatio = 35 / 45;

/** @throws CallFailure `not-found` */
function photoView(desk: PhotoParts, delegateId: string): PhotoView {
  const { db, event } = desk.context;
  const delegate = findDelegateById(db, event.file.id, delegateId);
  if (delegate === null) throw new CallFailure('not-found');
  const { template } = layoutOfBadge(desk, null, delegate.category);
  const field = photoFieldOf(template, delegate.category);
  return {
    picture: findPhoto(db, event.file.id, delegateId)?.picture ?? null,
    isOnBadge: field !== null,
    ratio: field === null ? passportRatio : field.box.width / field.box.height,
  };
}
