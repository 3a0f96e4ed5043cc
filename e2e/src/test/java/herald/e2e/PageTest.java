package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page in a real Chromium. Selenium, not Playwright: its jars are a few megabytes and take the browser and driver
 * that the system has, where Playwright's bundle is 201 MB that every first {@code mvn verify} would load.
 *
 * <p>Without a Chromium the class is skipped, and says so; {@code .ci/run} fails if it was.
 */
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
final class PageTest {

    private static final Path ARTIFACTS = RunningStack.ROOT.resolve("e2e/target/screenshots");

    private static ChromeDriver browser;
    private static Path profile;

    private RunningStack stack;

    @BeforeAll
    static void startBrowser() throws IOException {
        Optional<Path> chromium = Installed.program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = Installed.program("chromedriver");
        Assumptions.assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "SKIPPED: the page was not tested, no Chromium with its chromedriver is installed");
        profile = Files.createTempDirectory("herald-page");
        var options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
                "--user-data-dir=" + profile);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .build();
        browser = new ChromeDriver(service, options);
        Files.createDirectories(ARTIFACTS);
    }

    @AfterAll
    static void quitBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void given(RunningStack running) {
        stack = running;
    }

    private String openTab(String url) {
        browser.switchTo().newWindow(WindowType.TAB);
        browser.get(url);
        return browser.getWindowHandle();
    }

    private void closeTabs() {
        List<String> tabs = List.copyOf(browser.getWindowHandles());
        tabs.stream().skip(1).forEach(tab -> browser.switchTo().window(tab).close());
        browser.switchTo().window(tabs.getFirst());
    }

    private static WebDriverWait patiently() {
        return new WebDriverWait(browser, Duration.ofSeconds(60));
    }

    private static void awaitState(String state) {
        patiently()
                .until(page -> state.equals(
                        page.findElement(By.cssSelector("[data-testid=state]")).getDomAttribute("data-state")));
    }

    private static List<WebElement> items(String dataId) {
        return browser.findElements(By.cssSelector("[data-testid=item][data-id='" + dataId + "']"));
    }

    private static void remove(String dataId) {
        items(dataId)
                .getFirst()
                .findElement(By.cssSelector("[data-testid=remove]"))
                .click();
    }

    private static void choose(String dialect) {
        new Select(browser.findElement(By.cssSelector("[data-testid=dialect]"))).selectByValue(dialect);
    }

    /** A Socket.IO client hears a moment after it is live; when it has been refused something, it does. */
    private static void awaitRefusals(int count) {
        awaitState("live");
        browser.executeScript("client.publish('nobody publishes this', 1)");
        var refusals = By.cssSelector("[data-testid=entry][data-event=error]");
        patiently().until(page -> {
            List<WebElement> told = page.findElements(refusals);
            return told.size() == count && told.getFirst().getText().contains("unknown_event");
        });
    }

    private static void screenshot(String name) throws IOException {
        Files.write(ARTIFACTS.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }

    @Test
    void anItemAppearsInTwoTabsAndVanishesFromBothWhenOneRemovesIt() throws IOException {
        String url = stack.ready().get("pageUrl").asText();
        String first = openTab(url);
        awaitState("live");
        String second = openTab(url);
        awaitState("live");

        stack.publish("{\"id\":\"apples\",\"name\":\"Apples\",\"price\":2.5}");
        stack.publish("{\"id\":\"pears\",\"name\":\"Pears\",\"price\":3}");
        for (String tab : List.of(first, second)) {
            browser.switchTo().window(tab);
            patiently()
                    .until(page -> items("apples").size() == 1 && items("pears").size() == 1);
        }
        screenshot("page.png");

        remove("apples");
        for (String tab : List.of(first, second)) {
            browser.switchTo().window(tab);
            patiently().until(page -> items("apples").isEmpty());
            assertThat(items("pears")).hasSize(1);
        }
        closeTabs();
    }

    @Test
    void itWorksFromAFileAndInBatches() {
        URI file = RunningStack.ROOT.resolve("page/index.html").toUri();
        openTab(file + "?dialect=batch&url=" + stack.webSocketUrl());
        awaitState("live");
        stack.publish("{\"id\":\"from-file\"}");
        patiently().until(page -> items("from-file").size() == 1);
        closeTabs();
    }

    @Test
    void stockSocketIoClientShowsRemovesAndConnectsAnew() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(RunningStack.ROOT.resolve("page/socket.io.min.js")),
                "SKIPPED: the page was not tested with Socket.IO, page/get-socket.io was not run");
        openTab(stack.ready().get("pageUrl").asText());
        awaitState("live");
        choose("socketio");
        awaitRefusals(1);
        stack.publish("{\"id\":\"cherries\",\"name\":\"Cherries\"}");
        stack.publish("{\"id\":\"plums\",\"name\":\"Plums\"}");
        patiently()
                .until(page -> items("cherries").size() == 1 && items("plums").size() == 1);
        screenshot("socketio.png");
        remove("cherries");
        patiently().until(page -> items("cherries").isEmpty());

        String id = String.valueOf(browser.executeScript("return socketIoClient.id"));
        ServerClose.of(stack, id);
        patiently().until(page -> !id.equals(browser.executeScript("return socketIoClient.id")));
        awaitRefusals(2);
        stack.publish("{\"id\":\"again\"}");
        patiently().until(page -> items("again").size() == 1);
        choose("plain");
        awaitState("live");
        stack.publish("{\"id\":\"plain\"}");
        patiently().until(page -> items("plain").size() == 1);
        closeTabs();
    }

    @Test
    void socketIoWithoutItsClientSaysWhatToRun() throws IOException {
        Path alone = Files.createDirectories(ARTIFACTS.resolve("alone")).resolve("index.html");
        Files.copy(RunningStack.ROOT.resolve("page/index.html"), alone, StandardCopyOption.REPLACE_EXISTING);
        openTab(alone.toUri() + "?dialect=socketio&url=" + stack.webSocketUrl());
        awaitState("stopped");
        patiently()
                .until(page -> page.findElement(By.cssSelector("[data-testid=why]"))
                        .getText()
                        .contains("run page/get-socket.io"));
        screenshot("socketio-missing.png");
        choose("plain");
        awaitState("live");
        closeTabs();
    }

    @Test
    void theConsoleShowsWhoIsConnectedAndWhatWasInvoked() throws IOException {
        try (Client client = Client.connect(stack.webSocketUrl())) {
            stack.publish("{\"id\":\"console\"}");
            client.awaitEvent("item_added");
            openTab(stack.ready().get("consoleUrl").asText());
            patiently()
                    .until(page ->
                            page.findElement(By.tagName("body")).getText().contains("BroadcastFunction"));
            patiently()
                    .until(page ->
                            page.findElement(By.tagName("body")).getText().contains("PublishQueue"));
            screenshot("console.png");
        }
        closeTabs();
    }
}
