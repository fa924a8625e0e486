import kotlinx.coroutines.*

class Order(val id: Int) {
    suspend fun total(): Int {
        yield()
        return lines().sumBy { it.toInt() }
    }

    private fun lines() = listOf("1", "2", "three")
}

fun main() {
    runBlocking {
        val job = GlobalScope.launch {
            try {
                coroutineScope { async { Order(7).total() }.await() }
            } catch (cause: NumberFormatException) {
                throw IllegalStateException("no total", cause)
            }
        }
        job.join()
        val name: String? = null
        println(name!!.length)
    }
}
