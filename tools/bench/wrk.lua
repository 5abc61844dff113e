-- Asks the requests of a file in turn, and says what it saw as JSON (rates a second, milliseconds).
local requests, turn = {}, 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  for each in (file:read("*a") .. "\0"):gmatch("(.-)%z") do
    if #each > 0 then requests[#requests + 1] = each end
  end
  file:close()
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"rate": %f, "p50": %f, "p99": %f, "failed": %d}\n',
    summary.requests / (summary.duration / 1000000),
    latency:percentile(50) / 1000,
    latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout
  ))
end
