/** Items of one job where the user does not say: four jobs a worker, rounded up. The rule of multiprocessing. */
export function defaultChunkSize(items: number, workers: number): number {
  return Math.max(1, Math.ceil(items / (workers * 4)));
}
