import { useAnswer } from '../../client/use-answer.ts';

/** True in the morning of an event's day, while no pack was prepared at this station. */
export function usePackDue(): boolean {
  const { value } = useAnswer('getEmergencyPack', [], {
    renewOn: ['stationChanged', 'countsChanged'],
  });
  return value?.due === true;
}
