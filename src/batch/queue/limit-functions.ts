/** How long a call counts: a minute, the second that a worker may take to send it, and the seconds lost to rounding. */
export const WINDOW_SECONDS = 62;

/**
 * The limits of all workers together, in the database, so that they are kept at once for all and by one clock.
 *
 * `admit` lets the first few of a worker's waiting calls go (in their order) and says how long the next must wait. A window that slides, not a
 * bucket that fills: a bucket of a minute's requests lets twice as many through in the minute after a pause. Calls are counted by the second
 * and forgotten after ${WINDOW_SECONDS}; the row of the account is locked meanwhile. A call that is admitted twice counts once.
 *
 * `settle` ends calls and puts the tokens that they took in the place of those set aside. `slow_down` is for a 429: nobody calls before the
 * pause is over, and then with gaps that halve every ten seconds.
 */
export const LIMIT_FUNCTIONS = `
create or replace function echo.admit(
  of_account text, of_worker text, asked text[], needs bigint[], most_requests integer, most_tokens bigint, most_calls integer)
returns table (admitted integer, wait_ms integer) language plpgsql as $$
declare
  l echo.limits; t timestamptz; s bigint; used_requests bigint; used_tokens bigint; running bigint; oldest bigint;
  n integer := 0; w integer := 0; gap double precision; known boolean;
begin
  insert into echo.limits (account) values (of_account) on conflict do nothing;
  select * into l from echo.limits where account = of_account for update;
  t := clock_timestamp();
  s := greatest(floor(extract(epoch from t))::bigint, l.latest);
  delete from echo.spent where account = of_account and second < s - ${WINDOW_SECONDS};
  select coalesce(sum(requests), 0), coalesce(sum(tokens), 0), min(second) into used_requests, used_tokens, oldest
    from echo.spent where account = of_account;
  select count(*) into running from echo.calls where account = of_account;
  gap := case when l.slowed_at < t - interval '5 minutes' then 0
    else l.gap_ms / power(2, greatest(0, floor(extract(epoch from t - l.slowed_at)::double precision / 10))) end;
  if gap < 5 then gap := 0; end if;
  for i in 1 .. coalesce(array_length(asked, 1), 0) loop
    select exists (select 1 from echo.calls where call = asked[i]) into known;
    if known then n := n + 1; continue; end if;
    if l.paused_until > t then w := ceil(extract(epoch from l.paused_until - t) * 1000)::integer; exit; end if;
    if gap > 0 and l.next_at > t then w := ceil(extract(epoch from l.next_at - t) * 1000)::integer; exit; end if;
    if most_calls is not null and running >= most_calls then w := 50; exit; end if;
    if (most_requests is not null and used_requests >= most_requests)
      or (most_tokens is not null and used_tokens > 0 and used_tokens + needs[i] > most_tokens) then
      w := greatest(20, ceil((coalesce(oldest, s) + ${WINDOW_SECONDS + 1} - extract(epoch from t)) * 1000)::integer);
      exit;
    end if;
    n := n + 1; running := running + 1; used_requests := used_requests + 1; used_tokens := used_tokens + needs[i];
    oldest := coalesce(oldest, s);
    insert into echo.calls values (asked[i], of_account, of_worker, s, needs[i]);
    insert into echo.spent values (of_account, s, 1, needs[i])
      on conflict (account, second) do update set requests = echo.spent.requests + 1, tokens = echo.spent.tokens + excluded.tokens;
    if gap > 0 then l.next_at := t + make_interval(secs => gap / 1000); end if;
  end loop;
  update echo.limits set next_at = l.next_at, latest = s where account = of_account;
  return query select n, w;
end $$;

create or replace function echo.settle(of_account text, done text[], took bigint[]) returns void language plpgsql as $$
begin
  -- In the same order as admit locks them, so that nobody waits for each other.
  perform 1 from echo.limits where account = of_account for update;
  with ended as (
    delete from echo.calls c using unnest(done, took) as d (call, tokens)
    where c.call = d.call returning c.account, c.second, d.tokens - c.tokens as more),
  sums as (select account, second, sum(more)::bigint as more from ended where more is not null group by account, second)
  update echo.spent s set tokens = greatest(0, s.tokens + sums.more) from sums where s.account = sums.account and s.second = sums.second;
end $$;

create or replace function echo.slow_down(of_account text, pause_ms integer) returns void language sql as $$
  insert into echo.limits (account) values (of_account) on conflict do nothing;
  update echo.limits set
    paused_until = greatest(paused_until, clock_timestamp() + make_interval(secs => pause_ms / 1000.0)),
    gap_ms = case when slowed_at > clock_timestamp() - interval '1 second' then gap_ms else least(2000, greatest(25, gap_ms * 2)) end,
    slowed_at = clock_timestamp()
  where account = of_account;
$$;
`;
