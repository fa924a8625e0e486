export default function legacy(_request, response) {
  response.end("legacy");
}
