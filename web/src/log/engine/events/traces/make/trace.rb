# Writes what it rescues in the ways of Ruby's logger and of Rails, and ends by what it doesn't: `ruby trace.rb`.
require "json"
require "logger"

$stderr.sync = true
logger = Logger.new($stderr)

def order(text)
  JSON.parse(text)
rescue JSON::ParserError
  raise ArgumentError, "order failed"
end

begin
  order("{")
rescue => error
  logger.error(error)
  logger.info("going on")
  # ActionDispatch::DebugExceptions writes these with a formatter that adds nothing.
  warn "  ", "#{error.class} (#{error.message}):", "  ", *error.backtrace
  logger.info("going on")
end
order("[")
