/** An answer other than 2xx, with the stable code of its problem document. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string
  ) {
    super(detail)
  }
}

/** A request that hangs is a failed one: pages retry, they never wait for ever. */
const timeoutMs = 15_000

export async function getJson<T>(path: string): Promise<T> {
  const response = await send(path, { headers: { Accept: 'application/json' } })
  return (await response.json()) as T
}

export async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(timeoutMs), ...init })
  if (!response.ok) throw await problemOf(response)
  return response
}

async function problemOf(response: Response): Promise<ApiError> {
  try {
    const problem = (await response.json()) as { code?: string; detail?: string; title?: string }
    return new ApiError(response.status, problem.code ?? '', problem.detail ?? problem.title ?? '')
  } catch {
    return new ApiError(response.status, '', response.statusText)
  }
}
